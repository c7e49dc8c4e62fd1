// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The symbols of errno values on macOS and the BSDs, in the order of their numbers. Source: sys/errno.h of each.
 * Immutable.
 */
final class BsdErrnoNames {
    /** 1 to 81 are 4.4BSD's; 45 has another name on macOS. */
    private static final String COMMON = "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD "
            + "EDEADLK ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR "
            + "EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS "
            + "EMLINK EPIPE EDOM ERANGE EAGAIN EINPROGRESS EALREADY ENOTSOCK EDESTADDRREQ EMSGSIZE "
            + "EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT "
            + "EADDRINUSE EADDRNOTAVAIL ENETDOWN "
            + "ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT "
            + "ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN EHOSTUNREACH ENOTEMPTY EPROCLIM EUSERS EDQUOT ESTALE "
            + "EREMOTE EBADRPC ERPCMISMATCH EPROGUNAVAIL EPROGMISMATCH EPROCUNAVAIL ENOLCK ENOSYS EFTYPE EAUTH "
            + "ENEEDAUTH";

    static final ErrnoNames DARWIN = names(
            Map.of(45, "ENOTSUP"),
            "EPWROFF EDEVERR EOVERFLOW EBADEXEC EBADARCH ESHLIBVERS EBADMACHO ECANCELED EIDRM "
                    + "ENOMSG EILSEQ ENOATTR EBADMSG EMULTIHOP ENODATA ENOLINK ENOSR ENOSTR EPROTO "
                    + "ETIME EOPNOTSUPP ENOPOLICY ENOTRECOVERABLE EOWNERDEAD EQFULL ENOTCAPABLE");

    static final ErrnoNames FREEBSD = names(
            Map.of(),
            "EIDRM ENOMSG EOVERFLOW ECANCELED EILSEQ ENOATTR EDOOFUS EBADMSG EMULTIHOP "
                    + "ENOLINK EPROTO ENOTCAPABLE ECAPMODE ENOTRECOVERABLE EOWNERDEAD EINTEGRITY");

    static final ErrnoNames NETBSD = names(
            Map.of(),
            "EIDRM ENOMSG EOVERFLOW EILSEQ ENOTSUP ECANCELED EBADMSG ENODATA ENOSR "
                    + "ENOSTR ETIME ENOATTR EMULTIHOP ENOLINK EPROTO EOWNERDEAD ENOTRECOVERABLE");

    static final ErrnoNames OPENBSD = names(
            Map.of(),
            "EIPSEC ENOATTR EILSEQ ENOMEDIUM EMEDIUMTYPE EOVERFLOW ECANCELED EIDRM ENOMSG "
                    + "ENOTSUP EBADMSG ENOTRECOVERABLE EOWNERDEAD EPROTO");

    static final ErrnoNames DRAGONFLY = names(
            Map.of(99, "EASYNC"),
            "EIDRM ENOMSG EOVERFLOW ECANCELED EILSEQ ENOATTR EDOOFUS EBADMSG EMULTIHOP ENOLINK EPROTO ENOMEDIUM "
                    + "ENOTRECOVERABLE EOWNERDEAD");

    private BsdErrnoNames() {}

    private static ErrnoNames names(Map<Integer, String> others, String from82) {
        List<String> inOrder = new ArrayList<>(List.of(COMMON.split(" ")));
        inOrder.addAll(List.of(from82.split(" ")));
        Map<Integer, String> names = new HashMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            names.put(i + 1, inOrder.get(i));
        }
        names.putAll(others);
        return new ErrnoNames(names);
    }
}
