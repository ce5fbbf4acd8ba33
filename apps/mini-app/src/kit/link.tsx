import type { ComponentProps, MouseEvent } from 'react';
// Only wouter's location: its router and patterns would be two kilobytes of the first load for six addresses.
import { navigate, useBrowserLocation } from 'wouter/use-browser-location';

/** The path of the page, following every way it can change. */
export const usePath = (): string => useBrowserLocation()[0];

/** Goes to another page; what it leaves behind tells the back link that there is a page to go back to. */
export const goTo = (href: string, replace = false): void => navigate(href, { replace, state: { inApp: true } });

/** Whether this page was reached from another page of the app. */
export const cameFromApp = (): boolean => (window.history.state as { inApp?: boolean } | null)?.inApp === true;

/** A link within the app: a real one for new tabs and screen readers, without a reload for a plain press. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0;
    if (event.defaultPrevented || modified) return;
    event.preventDefault();
    goTo(href);
  }
  return <a href={href} onClick={follow} {...rest} />;
}
