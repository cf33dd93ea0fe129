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

await connect();
mount(App, { target });
