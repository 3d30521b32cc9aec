// All views, tabs in the order of their labels. Tabs, panes and lazy loading are derived from this list.
import type { Tab } from "../state/view.ts";
import type { PaneDescriptor, Shown, TabDescriptor, ViewDescriptor } from "./descriptor.ts";
import { compareView } from "./compare/view.ts";
import { diagnosticsView } from "./diagnostics/view.ts";
import { invocationView } from "./invocation/view.ts";
import { outputsView } from "./outputs/view.ts";
import { recordView } from "./record/view.ts";
import { sourceView } from "./source/view.ts";
import { tableView } from "./table/view.ts";
import { treeView } from "./tree/view.ts";

export const VIEWS: readonly ViewDescriptor[] = [treeView, tableView, outputsView, compareView, diagnosticsView, sourceView, recordView, invocationView];

const TABS = VIEWS.filter((view): view is TabDescriptor => view.place === "tab");
const PANES = VIEWS.filter((view): view is PaneDescriptor => view.place === "pane");

/** Names of tabs that hosts may still use. */
const FORMER_NAMES: Readonly<Record<string, Tab>> = { notes: "diagnostics" };

/** The tab that a host names, in any casing; null where there is none. */
export function tabNamed(name: string): Tab | null {
  const wanted = name.toLowerCase();
  const id = Object.hasOwn(FORMER_NAMES, wanted) ? FORMER_NAMES[wanted] : wanted;
  return TABS.find((tab) => tab.id === id)?.id ?? null;
}

const MET: Record<ViewDescriptor["needs"], (shown: Shown) => boolean> = {
  answer: () => true,
  invocation: ({ answer }) => answer.detail !== null,
  instance: ({ answer }) => answer.detail !== null && answer.view.instance !== null,
  reference: ({ answer }) => answer.detail !== null && answer.view.reference !== null,
  source: ({ answer }) => answer.documents[answer.view.source] !== undefined,
};

/** Tabs that have something to show. */
export const tabsOf = (shown: Shown): readonly TabDescriptor[] => TABS.filter((tab) => MET[tab.needs](shown));

/** The tab that is shown: the chosen one, else the last that can be. */
export function tabOf(shown: Shown): TabDescriptor {
  const tabs = tabsOf(shown);
  return tabs.find((tab) => tab.id === shown.answer.view.tab) ?? tabs.at(-1) ?? diagnosticsView;
}

/** The pane that is shown: the chosen one, else that of the invocation, if there is one. */
export function paneOf(shown: Shown): PaneDescriptor | null {
  const panes = PANES.filter((pane) => MET[pane.needs](shown));
  return panes.find((pane) => pane.id === shown.answer.view.pane) ?? panes.find((pane) => pane === invocationView) ?? null;
}
