// SPDX-License-Identifier: Apache-2.0
// Prints what the C headers say, a line "NAME VALUE" for each constant, layout and system call number, so that the
// Java tables can be held to it. See README.md beside this file.
#define _GNU_SOURCE
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#ifdef __linux__
#include <netinet/udp.h>
#endif
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#else
#include <sys/event.h>
#endif

// The casts make EPOLLET the negative number that it is as a Java int.
#define C(name) printf(#name " %d\n", (int)(name));
#define SIZE(type) printf("sizeof." #type " %zu\n", sizeof(struct type));
#define OFFSET(type, member) printf("offsetof." #type "." #member " %zu\n", offsetof(struct type, member));
#define MEMBER(type, member) \
    OFFSET(type, member) printf("sizeof." #type "." #member " %zu\n", sizeof(((struct type *)0)->member));

static void constants(void) {
    C(EPERM) C(ENOENT) C(EINTR)
    C(EBADF) C(EAGAIN) C(ENOMEM) C(EEXIST) C(EINVAL) C(ENFILE) C(EMFILE) C(ENOSPC) C(EPIPE)
    C(ENOSYS) C(EPROTO) C(EADDRINUSE) C(EADDRNOTAVAIL) C(EACCES) C(EAFNOSUPPORT) C(ENETUNREACH)
    C(EHOSTUNREACH) C(ECONNABORTED) C(ECONNRESET) C(ENOBUFS) C(EISCONN) C(ENOTCONN) C(ETIMEDOUT)
    C(ECONNREFUSED) C(EALREADY) C(EINPROGRESS)

    C(O_RDONLY) C(O_WRONLY) C(O_RDWR) C(O_NOCTTY)
    C(O_NONBLOCK) C(O_CLOEXEC) C(F_GETFD) C(F_SETFD) C(F_GETFL) C(F_SETFL) C(FD_CLOEXEC)
#ifdef O_EVTONLY
    C(O_EVTONLY)
#endif
    C(RLIMIT_NOFILE)

    C(AF_UNIX) C(AF_INET) C(AF_INET6) C(SOCK_STREAM) C(SOCK_DGRAM)
#ifdef SOCK_NONBLOCK
    C(SOCK_NONBLOCK) C(SOCK_CLOEXEC)
#endif
    C(SOL_SOCKET) C(SO_REUSEADDR) C(SO_REUSEPORT) C(SO_TYPE) C(SO_ERROR) C(SO_BROADCAST) C(SO_KEEPALIVE)
    C(SO_OOBINLINE) C(SO_LINGER)
#ifdef __linux__
    C(SO_ACCEPTCONN) C(SO_PEERCRED)
#endif
#ifdef SO_INCOMING_NAPI_ID
    C(SO_INCOMING_NAPI_ID)
#endif
#ifdef SO_LINGER_SEC
    C(SO_LINGER_SEC)
#endif
#ifdef SO_NOSIGPIPE
    C(SO_NOSIGPIPE)
#endif
    C(SO_SNDBUF) C(SO_RCVBUF)
    C(IPPROTO_IP) C(IP_TOS) C(IPPROTO_IPV6) C(IPV6_V6ONLY) C(IPV6_TCLASS) C(IPPROTO_TCP) C(TCP_NODELAY)
#ifdef TCP_KEEPIDLE
    C(TCP_KEEPIDLE)
#elif defined(TCP_KEEPALIVE)
    // macOS's name for it.
    printf("TCP_KEEPIDLE %d\n", TCP_KEEPALIVE);
#endif
#ifdef TCP_KEEPINTVL
    C(TCP_KEEPINTVL) C(TCP_KEEPCNT)
#endif
#ifdef TCP_QUICKACK
    C(TCP_QUICKACK)
#endif
#ifdef TCP_USER_TIMEOUT
    C(TCP_USER_TIMEOUT)
#endif
    C(SOMAXCONN) C(SHUT_RD) C(SHUT_WR)
    C(SHUT_RDWR)
#ifdef MSG_NOSIGNAL
    C(MSG_NOSIGNAL)
#endif
    C(MSG_OOB) C(FIONREAD)
#ifdef __linux__
    C(MSG_CTRUNC) C(MSG_CMSG_CLOEXEC) C(SCM_RIGHTS)
    C(EPOLL_CLOEXEC) C(EPOLL_CTL_ADD) C(EPOLL_CTL_DEL) C(EPOLL_CTL_MOD) C(EPOLLIN) C(EPOLLPRI)
    C(EPOLLOUT) C(EPOLLERR) C(EPOLLHUP) C(EPOLLRDHUP) C(EPOLLONESHOT) C(EPOLLET) C(EFD_CLOEXEC)
    C(EFD_NONBLOCK) C(EFD_SEMAPHORE)
    C(IN_CLOEXEC) C(IN_NONBLOCK) C(IN_CREATE) C(IN_MODIFY) C(IN_ATTRIB) C(IN_CLOSE_WRITE) C(IN_MOVED_FROM)
    C(IN_MOVED_TO) C(IN_DELETE) C(IN_DELETE_SELF) C(IN_MOVE_SELF) C(IN_UNMOUNT) C(IN_Q_OVERFLOW) C(IN_IGNORED)
    C(CLOCK_MONOTONIC) C(TFD_CLOEXEC)
    C(TFD_NONBLOCK) C(TIOCSPTLCK) C(TIOCGPTN)
    C(SPLICE_F_NONBLOCK) C(F_SETPIPE_SZ) C(SOCK_SEQPACKET) C(MSG_PEEK) C(MSG_TRUNC) C(IP_TTL) C(IP_MULTICAST_IF) C(IP_MULTICAST_TTL)
    C(IP_MULTICAST_LOOP) C(IP_ADD_MEMBERSHIP) C(IP_DROP_MEMBERSHIP) C(IPV6_UNICAST_HOPS) C(IPV6_MULTICAST_IF)
    C(IPV6_MULTICAST_HOPS) C(IPV6_MULTICAST_LOOP) C(IPV6_ADD_MEMBERSHIP) C(IPV6_DROP_MEMBERSHIP) C(SOL_UDP)
    C(UDP_SEGMENT) C(IP_MULTICAST_ALL) C(IPV6_MULTICAST_ALL)
#endif
}

static void kqueue_constants(void) {
#ifdef EVFILT_READ
    C(EVFILT_READ) C(EVFILT_WRITE)
#ifdef EVFILT_USER
    C(EVFILT_USER) C(NOTE_TRIGGER)
#endif
#ifdef EVFILT_EXCEPT
    C(EVFILT_EXCEPT) C(NOTE_OOB)
#endif
    C(EV_ADD) C(EV_DELETE) C(EV_ENABLE) C(EV_DISABLE) C(EV_ONESHOT) C(EV_CLEAR) C(EV_RECEIPT)
    C(EV_DISPATCH) C(EV_ERROR) C(EV_EOF)
    C(EVFILT_VNODE) C(EVFILT_PROC) C(EVFILT_SIGNAL)
    C(NOTE_DELETE) C(NOTE_WRITE) C(NOTE_EXTEND) C(NOTE_ATTRIB) C(NOTE_LINK) C(NOTE_RENAME) C(NOTE_REVOKE)
#ifdef NOTE_TRUNCATE
    C(NOTE_TRUNCATE)
#endif
#ifdef NOTE_CLOSE_WRITE
    C(NOTE_CLOSE_WRITE)
#endif
    C(NOTE_EXIT)
#endif
}

static void layouts(void) {
    SIZE(sockaddr_in) OFFSET(sockaddr_in, sin_family) OFFSET(sockaddr_in, sin_port) OFFSET(sockaddr_in, sin_addr)
    SIZE(sockaddr_in6) OFFSET(sockaddr_in6, sin6_family) OFFSET(sockaddr_in6, sin6_port)
    OFFSET(sockaddr_in6, sin6_flowinfo) OFFSET(sockaddr_in6, sin6_addr) OFFSET(sockaddr_in6, sin6_scope_id)
    SIZE(sockaddr_un) OFFSET(sockaddr_un, sun_family) OFFSET(sockaddr_un, sun_path)
    SIZE(linger) OFFSET(linger, l_onoff) OFFSET(linger, l_linger)
    SIZE(timespec) OFFSET(timespec, tv_sec) OFFSET(timespec, tv_nsec)
    SIZE(rlimit) OFFSET(rlimit, rlim_cur) OFFSET(rlimit, rlim_max)
    SIZE(stat) MEMBER(stat, st_mode) MEMBER(stat, st_dev)
    printf("sizeof.socklen_t %zu\n", sizeof(socklen_t));
    printf("sizeof.size_t %zu\n", sizeof(size_t));
#ifdef __linux__
    SIZE(epoll_event) OFFSET(epoll_event, events) OFFSET(epoll_event, data)
    SIZE(msghdr) OFFSET(msghdr, msg_namelen) OFFSET(msghdr, msg_iov) OFFSET(msghdr, msg_iovlen) OFFSET(msghdr, msg_control)
    OFFSET(msghdr, msg_controllen) OFFSET(msghdr, msg_flags)
    SIZE(iovec) OFFSET(iovec, iov_len)
    SIZE(mmsghdr) OFFSET(mmsghdr, msg_len)
    SIZE(ip_mreqn) OFFSET(ip_mreqn, imr_multiaddr) OFFSET(ip_mreqn, imr_ifindex)
    SIZE(ipv6_mreq) OFFSET(ipv6_mreq, ipv6mr_multiaddr) OFFSET(ipv6_mreq, ipv6mr_interface)
    SIZE(cmsghdr) OFFSET(cmsghdr, cmsg_level) OFFSET(cmsghdr, cmsg_type)
#else
    OFFSET(sockaddr_in, sin_len) OFFSET(sockaddr_in6, sin6_len) OFFSET(sockaddr_un, sun_len)
    SIZE(kevent) MEMBER(kevent, ident) MEMBER(kevent, filter) MEMBER(kevent, flags) MEMBER(kevent, fflags)
    MEMBER(kevent, data) MEMBER(kevent, udata)
#endif
}

// Newer processors have no epoll_create, epoll_wait and eventfd of their own.
static void system_calls(void) {
#ifdef SYS_epoll_create
    C(SYS_epoll_create)
#endif
#ifdef SYS_epoll_create1
    C(SYS_epoll_create1)
#endif
#ifdef SYS_epoll_ctl
    C(SYS_epoll_ctl)
#endif
#ifdef SYS_epoll_wait
    C(SYS_epoll_wait)
#endif
#ifdef SYS_epoll_pwait2
    C(SYS_epoll_pwait2)
#endif
#ifdef SYS_eventfd2
    C(SYS_eventfd2)
#endif
#ifdef SYS_pipe2
    C(SYS_pipe2)
#endif
#ifdef SYS_accept4
    C(SYS_accept4)
#endif
#ifdef SYS_pidfd_open
    C(SYS_pidfd_open)
#endif
}

int main(void) {
    constants();
    kqueue_constants();
    layouts();
    system_calls();
    return 0;
}
