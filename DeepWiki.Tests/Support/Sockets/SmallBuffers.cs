using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Support.Sockets;

/// <summary>Keeps the kernel from taking megabytes in for a peer that does not read, which would hide for long that it does not.</summary>
internal static class SmallBuffers
{
    private const int Bytes = 64 * 1024;

    public static void AddTo(IServiceCollection services) =>
        services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = Bind);

    // What is accepted inherits the size.
    private static Socket Bind(EndPoint endPoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = Bytes;
        return socket;
    }
}
