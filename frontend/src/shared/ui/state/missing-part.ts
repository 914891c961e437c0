import { useEffect, useState } from 'react';
import { useConnection } from '@/api/connection';

/**
 * What is to be said of a part of the client that could not be fetched: `asking` whether the server answers, `away`
 * while it does not, `broken` when it does and yet the part is not there. Back again, the page is loaded anew.
 */
export function useMissingPart(missing: boolean): 'asking' | 'away' | 'broken' {
  const online = useConnection(({ status }) => status === 'online');
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!missing || !online) return;
    void import('@/shared/lib/reload')
      .then(({ reloadForMissingPart }) => reloadForMissingPart())
      .catch(() => undefined)
      .finally(() => setAsked(true));
  }, [missing, online]);
  if (!missing) return 'broken';
  if (!online) return 'away';
  return asked ? 'broken' : 'asking';
}
