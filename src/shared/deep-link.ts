/** Addresses of places in the app: `streamline://run/ID?t=0.62&camera=-44,16,9&target=0,0,0`. What comes from outside is only data. */
export const LINK_SCHEME = 'streamline';

export type DeepLink = {
  readonly runId: string;
  /** Flow time in [0, 1]; null: as it is. */
  readonly t: number | null;
  /** Azimuth and elevation in degrees, distance in world units, and the world point that is looked at; null: as it is. */
  readonly camera: {
    readonly azimuth: number;
    readonly elevation: number;
    readonly distance: number;
    /** Older links have none. */
    readonly target?: readonly [number, number, number];
  } | null;
};

const LONGEST = 500;
const NUMBER = /^-?\d{1,6}(\.\d{1,9})?$/;

/** Null for anything that is not exactly such an address; unknown parameters are passed over. */
export function parseLink(text: string): DeepLink | null {
  if (text.length > LONGEST) return null;
  const match = /^streamline:\/\/run\/([A-Za-z0-9_-]{1,64})\/?(?:\?([^#]*))?$/.exec(text);
  if (match === null) return null;
  const parameters = new Map<string, string>(
    (match[2] ?? '').split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [name, value] as const;
    }),
  );
  const t = numberOf(parameters.get('t'));
  if (parameters.has('t') && (t === null || t < 0 || t > 1)) return null;
  const camera = cameraOf(parameters.get('camera'));
  if (parameters.has('camera') && camera === null) return null;
  const target = targetOf(parameters.get('target'));
  if (parameters.has('target') && target === null) return null;
  // A place to look at needs a camera that looks.
  return { runId: match[1] as string, t, camera: camera && target ? { ...camera, target } : camera };
}

export function linkTo({ runId, t, camera }: DeepLink): string {
  const short = (value: number) => String(Number(value.toFixed(3)));
  const parts = [
    ...(t === null ? [] : [`t=${short(t)}`]),
    ...(camera === null ? [] : [`camera=${[camera.azimuth, camera.elevation, camera.distance].map(short).join(',')}`]),
    // In a parameter of its own, which versions before it pass over.
    ...(camera?.target ? [`target=${camera.target.map(short).join(',')}`] : []),
  ];
  return `${LINK_SCHEME}://run/${runId}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && NUMBER.test(text) ? Number(text) : null;
}

/** Browsers and chat programs may write the commas as `%2C`. */
function numbersOf(text: string | undefined): (number | null)[] {
  return (text ?? '').replaceAll(/%2c/gi, ',').split(',').map(numberOf);
}

function cameraOf(text: string | undefined): DeepLink['camera'] {
  const [azimuth, elevation, distance, ...rest] = numbersOf(text);
  if (azimuth == null || elevation == null || distance == null || rest.length > 0) return null;
  if (Math.abs(azimuth) > 360 || Math.abs(elevation) > 90 || distance <= 0 || distance > 100) return null;
  return { azimuth, elevation, distance };
}

function targetOf(text: string | undefined): [number, number, number] | null {
  const [x, y, z, ...rest] = numbersOf(text);
  if (x == null || y == null || z == null || rest.length > 0) return null;
  return [x, y, z].every((part) => Math.abs(part) <= 100) ? [x, y, z] : null;
}
