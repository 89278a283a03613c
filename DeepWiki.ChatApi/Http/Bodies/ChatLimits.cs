using System.ComponentModel.DataAnnotations;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>Limits of the chat transports. Every limit has a text in the error table.</summary>
internal sealed class ChatLimits
{
    public const string SectionName = "Chat";

    private const int BytesPerExtraSecond = 256 * 1024;

    /// <summary>Largest request. Default 16 MiB: structure requests carry whole file trees.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Time a socket may stay silent before its request. Default 30 s.</summary>
    public TimeSpan FirstByteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time a request may take to arrive, plus one second per 256 KiB received. Default 45 s.</summary>
    public TimeSpan ReceiveTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Time between pings to a socket's peer, and the time it has to answer. Default 15 s: one that vanished is gone within 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time one send may take before the connection is given up. Default 30 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time the peer has to answer our close. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time running answers may go on once the service is asked to stop. Default 5 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time a socket waits for an index. Default 30 min; the job outlives the wait.</summary>
    public TimeSpan IndexTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time a raw HTTP stream waits for an index. Default 240 s: common clients give up at 300 s without headers.</summary>
    public TimeSpan HttpIndexTimeout { get; set; } = TimeSpan.FromSeconds(240);

    /// <summary>Answers that may run at once. Default 2,000.</summary>
    [Range(1, 100_000)]
    public int MaxAnswers { get; set; } = 2000;

    /// <summary>Sockets that may be open at once. Default 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxSockets { get; set; } = 10_000;

    /// <summary>
    /// Questions and searches one caller, an API key or else a remote address, may ask for in a minute; loopback without a key is not bounded. Default 60.
    /// </summary>
    [Range(1, 100_000)]
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>Questions and searches of one caller that may be under way at once; loopback without a key is not bounded. Default 20.</summary>
    [Range(1, 100_000)]
    public int ConcurrentRequests { get; set; } = 20;

    /// <summary>
    /// Bytes that all questions under way may hold together: as they came, parsed, and as text. Default 256 MiB. Bodies of other routes have a
    /// budget of their own.
    /// </summary>
    public long MaxBufferedBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Time a request may take to arrive, given the bytes received so far.</summary>
    public TimeSpan ReceiveLimit(long received) => ReceiveTimeout + TimeSpan.FromSeconds(received / BytesPerExtraSecond);

    /// <summary>The same limits for messages of another size.</summary>
    public ChatLimits For(int maxMessageBytes)
    {
        var limits = (ChatLimits)MemberwiseClone();
        limits.MaxMessageBytes = maxMessageBytes;
        return limits;
    }

    public DeepWikiException TooLarge() => TooLarge(MaxMessageBytes);

    public static DeepWikiException TooLarge(int most) => new(ErrorCode.MessageTooLarge, $"The request is larger than {most} bytes");
}
