// The elements in React 19, which sets properties and listens; and as attributes, which is all that servers and React before 19 write.
import type {} from "invocation-inspector/react";
import { useRef } from "react";

export function View({ text }: { text: string | null }) {
  const inspector = useRef<HTMLElementTagNameMap["invocation-inspector"]>(null);
  return (
    <>
      <invocation-inspector
        ref={inspector}
        key="one"
        className="portal"
        response={text && fetch(text)}
        src={null}
        view="table"
        query={text ? "outcome:failed" : undefined}
        compact
        hasAside
        lang="zh"
        theme="dark"
        density="dense"
        state={{ version: 1, tab: "table" }}
        actions={[{ id: "a", label: "A" }]}
        links={{ instance: "https://portal.example/{instanceId}" }}
        onii-ready={({ outcome }) => outcome?.length}
        onii-selection={(event) => event.instanceId}
        onii-state={({ state, cause }) => [state.query, cause]}
        onii-action={(event) => event.preventDefault()}
        onii-edit={({ text: changed }) => changed.length}
        onii-back={(event) => event.stay}
      >
        <p slot="header">Above</p>
      </invocation-inspector>
      <invocation-inspector class="portal" has-aside="" invoke-id-free="" response="{}" />
      <invocation-badge status={null} invoke-id="t-1" />
      <invocation-diagram invokeId="t-1" response={[text ?? ""]} onii-selection={(event) => event.instanceId} />
      <invocation-output instance-id="i-1" instanceId="i-1" contents onii-export={(event) => event.contents?.length} />
      {/* @ts-expect-error: no such view */}
      <invocation-inspector view="picture" />
      {/* @ts-expect-error: a number is no document */}
      <invocation-inspector response={7} />
      {/* @ts-expect-error: no such property */}
      <invocation-badge statuses="Success" />
      {/* @ts-expect-error: no such field */}
      <invocation-inspector onii-ready={({ response }) => response} />
    </>
  );
}
