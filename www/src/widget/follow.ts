// Elements without a language of their own follow the language around them, also where it changes.
import type { ReactiveElement } from "lit";

const followers = new Set<ReactiveElement>();
let observer: MutationObserver | undefined;

export function follow(element: ReactiveElement): void {
  followers.add(element);
  if (followers.size > 1) return;
  observer ??= new MutationObserver(() => {
    for (const one of followers) one.requestUpdate();
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ["lang"] });
}

export function unfollow(element: ReactiveElement): void {
  followers.delete(element);
  if (followers.size === 0) observer?.disconnect();
}
