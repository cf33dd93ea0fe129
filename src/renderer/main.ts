import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import { config } from 'zod';
import App from './App.svelte';
import { connect } from './state/connect.ts';

// zod would otherwise try to compile its parsers, which the content security policy forbids.
config({ jitless: true });

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

/** Charts draw and labels measure their text at once, so the face is there before them; without it the next one does. */
const face = document.fonts.load('500 12px Inter').catch(() => []);
await Promise.all([connect(), face]);
mount(App, { target });
