using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeepWiki.Tests.Support.Sockets;

/// <summary>A TCP connection that speaks HTTP/1.1 and WebSocket frames byte by byte, well-formed or not, and leaves in any way.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(2);

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly byte[] one = new byte[1];

    private RawConnection(Socket socket)
    {
        this.socket = socket;
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Time one read may take.</summary>
    public TimeSpan WaitTimeout { get; init; } = UsualPatience;

    /// <summary>Status and headers of the answer to the handshake.</summary>
    public RawHttpReply Handshake { get; private set; } = new(0, new Dictionary<string, string>(), "");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="server">Address to connect to.</param>
    /// <param name="receiveBuffer">Bytes the kernel takes in while nobody reads; null for its own choice.</param>
    /// <param name="patience">Time one read may take; null for the usual.</param>
    public static async Task<RawConnection> ConnectAsync(Uri server, int? receiveBuffer = null, TimeSpan? patience = null)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            client.ReceiveBufferSize = bytes;
        }

        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), Token);
        return new RawConnection(client) { WaitTimeout = patience ?? UsualPatience };
    }

    /// <summary>Opens a WebSocket; extra header lines replace the usual ones of the same name.</summary>
    public static async Task<RawConnection> UpgradeAsync(
        Uri server, string path = "/ws/chat", int? receiveBuffer = null, TimeSpan? patience = null, params string[] headers)
    {
        var connection = await ConnectAsync(server, receiveBuffer, patience);
        connection.Handshake = await connection.RequestAsync(UpgradeRequest(server, path, headers));
        return connection;
    }

    public static string UpgradeRequest(Uri server, string path, params string[] headers)
    {
        string[] usual =
        [
            $"Host: 127.0.0.1:{server.Port}", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ];
        var lines = usual.Where(line => !headers.Any(own => own.StartsWith(line[..(line.IndexOf(':') + 1)], StringComparison.OrdinalIgnoreCase)));

        // A name without a value takes the usual line out.
        return $"GET {path} HTTP/1.1\r\n{string.Concat(lines.Concat(headers.Where(own => !own.EndsWith(':'))).Select(line => line + "\r\n"))}\r\n";
    }

    /// <summary>Sends a request as it stands and reads the answer, its body only where a length says how much.</summary>
    public async Task<RawHttpReply> RequestAsync(string request)
    {
        await SendBytesAsync(Encoding.Latin1.GetBytes(request));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await ReadExactlyAsync(body);
        return new RawHttpReply(int.Parse(lines[0].Split(' ')[1]), headers, Encoding.UTF8.GetString(body));
    }

    public async Task SendBytesAsync(byte[] bytes) => await stream.WriteAsync(bytes, Token);

    /// <summary>Sends to a peer that may have ended the connection already.</summary>
    public async Task TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendBytesAsync(bytes);
        }
        catch (IOException)
        {
            // The server was faster.
        }
    }

    public Task SendTextAsync(string text) => SendFrameAsync(RawFrame.Text, Encoding.UTF8.GetBytes(text));

    public Task SendFrameAsync(int opcode, byte[] payload, bool final = true, bool mask = true, int reserved = 0) =>
        SendBytesAsync(RawFrame.Encode(opcode, payload, final, mask, reserved));

    /// <summary>The next frame; null when the connection ended.</summary>
    public async Task<RawFrame?> ReadFrameAsync()
    {
        var head = new byte[2];
        try
        {
            await ReadExactlyAsync(head);
            var length = head[1] & 0x7F;
            var extra = new byte[length == 126 ? 2 : length == 127 ? 8 : 0];
            await ReadExactlyAsync(extra);
            var payload = new byte[extra.Length == 0 ? length : extra.Aggregate(0, (sum, next) => (sum << 8) | next)];
            await ReadExactlyAsync(payload);
            return new RawFrame(head[0] & 0x0F, (head[0] & 0x80) != 0, payload);
        }
        catch (Exception exception) when (exception is EndOfStreamException or IOException)
        {
            return null;
        }
    }

    /// <summary>All that comes until the peer ends the connection, as it came.</summary>
    public async Task<byte[]> ReadAllAsync()
    {
        using var all = new MemoryStream();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(WaitTimeout);
        try
        {
            await stream.CopyToAsync(all, limit.Token);
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }

        return all.ToArray();
    }

    /// <summary>
    /// Reads all there is, the answer to a handshake included, to the end of the connection; once the peer closes, so does this side. The code of
    /// its close, 1005 when it has none; 0 for no close at all.
    /// </summary>
    public async Task<int> ReadCloseCodeAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(WaitTimeout);
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        var code = 0;
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                all.Write(buffer.AsSpan(0, count));
                if (code == 0 && (code = RawFrame.FindCloseCode(all.GetBuffer().AsSpan(0, (int)all.Length))) != 0)
                {
                    HalfClose();
                }
            }
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }

        return code;
    }

    /// <summary>Reads to the end of the connection. The peer's close is answered, as a well-behaved client does, when asked to.</summary>
    public async Task<RawConversation> ReadToEndAsync(bool answerClose = true)
    {
        var text = new List<byte>();
        RawFrame? close = null;
        var after = 0;
        while (await ReadFrameAsync() is { } frame)
        {
            after += close is null ? 0 : 1;
            if (frame.Opcode is RawFrame.Text or RawFrame.Continuation)
            {
                text.AddRange(frame.Payload);
            }

            if (frame.Opcode == RawFrame.Close)
            {
                close = frame;
                if (answerClose)
                {
                    await TrySendAsync(RawFrame.Encode(RawFrame.Close, frame.Payload));
                }
            }
        }

        return new RawConversation(Encoding.UTF8.GetString([.. text]), close?.CloseCode, close?.CloseReason ?? "", after);
    }

    /// <summary>Says that nothing more will come, and goes on reading.</summary>
    public void HalfClose()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer has ended the connection already.
        }
    }

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task ReadExactlyAsync(byte[] buffer)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(WaitTimeout);
        await stream.ReadExactlyAsync(buffer, limit.Token);
    }
}
