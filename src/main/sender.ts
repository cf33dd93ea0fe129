/** Who may speak to main: the top frame of the app's own window, on the app's own page. */
import { isAppPage } from './app-url.ts';

export type SenderFrame = { readonly url: string; readonly parent: unknown };
export type CallSender = { readonly contentsId: number; readonly frame: SenderFrame | null };

export function isTrusted(sender: CallSender, windowContentsId: number | null): boolean {
  return (
    sender.frame !== null &&
    sender.contentsId === windowContentsId &&
    sender.frame.parent === null &&
    isAppPage(sender.frame.url)
  );
}
