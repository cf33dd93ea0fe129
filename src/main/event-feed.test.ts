import { expect, test } from 'vitest';
import type { WindowEvent } from '../shared/ipc.ts';
import { EventFeed } from './event-feed.ts';

const notice = (message: string): WindowEvent => ({ kind: 'notice', level: 'error', message });
const studio = (state: 'ready' | 'gone'): WindowEvent => ({ kind: 'studio', state, message: null });
const queue = (...waiting: string[]): WindowEvent => ({ kind: 'queue', waiting, held: false, limit: 1 });

function listen(feed: EventFeed): WindowEvent[] {
  const heard: WindowEvent[] = [];
  feed.open((event) => heard.push(event));
  return heard;
}

test('a page hears what was said before it listened: states once and as they are, and every notice', () => {
  const feed = new EventFeed();
  feed.publish(notice('The library was recovered.'));
  feed.publish(studio('gone'));
  feed.publish(queue('a', 'b'));
  feed.publish({ kind: 'run-gone', id: 'a' });
  feed.publish(studio('ready'));
  feed.publish(queue('b'));
  expect(listen(feed)).toEqual([studio('ready'), queue('b'), notice('The library was recovered.')]);
});

test('after a reload states are told again, notices are not', () => {
  const feed = new EventFeed();
  const before = listen(feed);
  feed.publish(studio('ready'));
  feed.publish(notice('once'));
  feed.close();
  feed.publish(notice('while nobody listened'));
  expect(before).toEqual([studio('ready'), notice('once')]);
  expect(listen(feed)).toEqual([studio('ready'), notice('while nobody listened')]);
});

test('a flood of notices does not grow without end', () => {
  const feed = new EventFeed();
  for (let i = 0; i < 1000; i++) feed.publish(notice(String(i)));
  expect(listen(feed)).toHaveLength(20);
});
