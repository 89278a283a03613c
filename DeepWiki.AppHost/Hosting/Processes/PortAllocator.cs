using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace DeepWiki.AppHost.Hosting.Processes;

/// <summary>Chooses free ports and holds each with a lock file, so that hosts side by side do not choose the same one.</summary>
internal sealed class PortAllocator(string folder) : IDisposable
{
    // Below the range that outgoing connections take their ports from.
    internal const int First = 10_000;
    internal const int Last = 32_767;

    private const int Tries = 1_000;

    private readonly List<FileStream> leases = [];

    public static string DefaultFolder => Path.Combine(Path.GetTempPath(), $"deepwiki-ports-{Native.GetEffectiveUserId()}");

    public int Allocate()
    {
        Directory.CreateDirectory(folder);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (TryLease(port))
            {
                return port;
            }
        }

        throw new DistributedApplicationException($"No free port between {First} and {Last}.");
    }

    public static bool IsFree(int port) => CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    public void Dispose()
    {
        foreach (var lease in leases)
        {
            File.Delete(lease.Name);
            lease.Dispose();
        }

        leases.Clear();
    }

    private bool TryLease(int port)
    {
        try
        {
            var lease = new FileStream(Path.Combine(folder, port.ToString()), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (IsFree(port))
            {
                leases.Add(lease);
                return true;
            }

            File.Delete(lease.Name);
            lease.Dispose();
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception)
        {
            // A machine without ::1 has nobody there to collide with.
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
