import { useEffect, useRef, useState } from 'react';
import { useConnection } from '@/api/connection';
import { reloadForMissingPart } from '@/shared/lib/reload';

/**
 * What is to be said of a part of the client that could not be fetched: `asking` whether the server answers, `away`
 * while it does not, `broken` when it does and yet the part is not there. Back again, the page is loaded anew.
 */
export function useMissingPart(missing: boolean): 'asking' | 'away' | 'broken' {
  const online = useConnection(({ status }) => status === 'online');
  const [asked, setAsked] = useState(false);
  const wasAway = useRef(false);
  useEffect(() => {
    if (!missing) return;
    setAsked(false);
    if (!online) {
      wasAway.current = true;
      return;
    }
    let current = true;
    void reloadForMissingPart(wasAway.current).finally(() => {
      if (current) setAsked(true);
    });
    return () => {
      current = false;
    };
  }, [missing, online]);
  if (!missing) return 'broken';
  if (!online) return 'away';
  return asked ? 'broken' : 'asking';
}
