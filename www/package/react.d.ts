// The elements' names, properties and events in JSX of React 19: `import type {} from "invocation-inspector/react"`.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { DiagnosticEvent, EditEvent, ExportEvent, DocumentInput, InvocationBadge, InvocationDiagram, InvocationInspector, InvocationOutput, ReadyEvent, SelectionEvent, Tab, ViewEvent } from "./index.js";

type Props<Made, More = {}> = DetailedHTMLProps<HTMLAttributes<Made>, Made> & {
  response?: DocumentInput | readonly DocumentInput[] | null;
  theme?: "auto" | "light" | "dark";
  "onii-ready"?: (event: ReadyEvent) => void;
} & More;

interface Events {
  "onii-selection"?: (event: SelectionEvent) => void;
  "onii-export"?: (event: ExportEvent) => void;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "invocation-inspector": Props<
        InvocationInspector,
        Events & {
          names?: readonly string[];
          view?: Tab | "";
          compact?: boolean;
          editable?: boolean;
          contents?: boolean;
          guide?: string;
          "onii-diagnostic"?: (event: DiagnosticEvent) => void;
          "onii-view"?: (event: ViewEvent) => void;
          "onii-back"?: (event: Event) => void;
          "onii-edit"?: (event: EditEvent) => void;
        }
      >;
      "invocation-badge": Props<InvocationBadge, { status?: string | null; invokeId?: string }>;
      "invocation-diagram": Props<InvocationDiagram, Events & { invokeId?: string }>;
      "invocation-output": Props<InvocationOutput, Events & { invokeId?: string; instanceId?: string; contents?: boolean }>;
    }
  }
}
