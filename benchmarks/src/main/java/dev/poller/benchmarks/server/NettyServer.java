// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Netty's native transports, with its defaults: as many event loops as CPUs, the pooled allocator of its choice. */
@SuppressWarnings("FutureReturnValueIgnored") // A void promise hands a failure to exceptionCaught.
final class NettyServer implements BenchmarkServer {
    private final String transport;

    /**
     * Serves over a transport.
     *
     * @param transport {@code epoll} or {@code io_uring}
     */
    NettyServer(String transport) {
        this.transport = transport;
    }

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        if (exchange.deadlineMillis() > 0) {
            throw new IOException("not measured with a read deadline: Netty's are handlers of one's own");
        }
        boolean uring = transport.equals("io_uring");
        if (exchange.backend() > 0 || (uring && exchange.route() == Route.UNIX)) {
            exchange.refuseRoutes();
        }
        Throwable missing = uring ? IoUring.unavailabilityCause() : Epoll.unavailabilityCause();
        if (missing != null) {
            throw new IOException(transport + " cannot be used here: " + deepest(missing), missing);
        }
        int loops = Runtime.getRuntime().availableProcessors();
        IoHandlerFactory io = uring ? IoUringIoHandler.newFactory() : EpollIoHandler.newFactory();
        serve(new MultiThreadIoEventLoopGroup(loops, io), uring, exchange, ready, loops);
    }

    private static void serve(
            MultiThreadIoEventLoopGroup group, boolean uring, Exchange exchange, Ready ready, int loops) {
        boolean unix = exchange.route() == Route.UNIX;
        Class<? extends ServerChannel> kind = unix
                ? EpollServerDomainSocketChannel.class
                : uring ? IoUringServerSocketChannel.class : EpollServerSocketChannel.class;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(kind)
                .option(ChannelOption.SO_BACKLOG, 65535)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(exchange.isEcho() ? new Echo(exchange) : new Answer(exchange));
                    }
                });
        if (!unix) {
            bootstrap.childOption(ChannelOption.TCP_NODELAY, true);
        }
        if (exchange.buffer() != Exchange.BUFFER) {
            bootstrap.childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(exchange.buffer()));
        }
        SocketAddress local = unix
                ? new DomainSocketAddress(Route.socketFile(Route.ownNumber()).toFile())
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Channel listener = bootstrap.bind(local).syncUninterruptibly().channel();
        int port = listener.localAddress() instanceof InetSocketAddress tcp ? tcp.getPort() : Route.ownNumber();
        ready.listening(port, "loops=" + loops);
        listener.closeFuture().syncUninterruptibly();
    }

    private static @Nullable String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    /** On the event loop of its channel. */
    private static class Echo extends ChannelInboundHandlerAdapter {
        private final boolean once;

        Echo(Exchange exchange) {
            this.once = exchange.once();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
            if (once) {
                context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            System.err.println("connection ended: " + broken.getMessage());
            context.close();
        }
    }

    /** On the event loop of its channel. */
    private static final class Answer extends Echo {
        private final int request;
        private final ByteBuf reply;
        private int asked;

        Answer(Exchange exchange) {
            super(exchange);
            this.request = exchange.request();
            this.reply = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(exchange.reply()).writeBytes(exchange.replyBytes()));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            asked += bytes.readableBytes();
            bytes.release();
            for (; asked >= request; asked -= request) {
                context.write(reply.duplicate(), context.voidPromise());
            }
        }
    }
}
