import type { Command } from 'commander';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { numberOption } from '../options.ts';

export type GuidanceOptions = { readonly guidance?: number; readonly guidanceWeight?: number };

export function addGuidanceOptions(command: Command): Command {
  return command
    .addOption(numberOption('guidanceDropout', { about: 'share of the samples that train without their condition' }))
    .addOption(
      numberOption('guidanceWeight', { about: 'w in v∅ + w (v_c − v∅), for the closing evaluation; 1 is none' }),
    );
}

export function guidanceOf(options: GuidanceOptions, preset: RunConfig['guidance']): RunConfig['guidance'] {
  return {
    dropout: options.guidance ?? preset.dropout,
    weight: options.guidanceWeight ?? preset.weight,
  };
}
