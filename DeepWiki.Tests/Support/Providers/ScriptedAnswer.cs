using System.Net;
using System.Text;
using System.Text.Json;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>One answer of <see cref="ScriptedProvider"/> to a chat request.</summary>
public sealed record ScriptedAnswer
{
    public IReadOnlyList<string> Deltas { get; init; } = [];

    /// <summary>Waited before the first event.</summary>
    public TimeSpan FirstDelay { get; init; }

    /// <summary>Waited between two events.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>The finish reason; null leaves it and <c>[DONE]</c> out.</summary>
    public string? Finish { get; init; } = "stop";

    public bool Done { get; init; } = true;

    public bool Usage { get; init; } = true;

    public ScriptedHang Hang { get; init; }

    /// <summary>Resets the connection after the deltas.</summary>
    public bool Reset { get; init; }

    public int Status { get; init; } = (int)HttpStatusCode.OK;

    public string? RetryAfter { get; init; }

    /// <summary>The same in milliseconds, as some providers add it.</summary>
    public string? RetryAfterMs { get; init; }

    public string? Location { get; init; }

    public string ContentType { get; init; } = "text/event-stream";

    /// <summary>Sent in place of deltas, byte for byte.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>Sends <see cref="Raw"/> in two pieces, the second one after the first has left.</summary>
    public int? CutAt { get; init; }

    public static ScriptedAnswer Text(params string[] deltas) => new() { Deltas = deltas };

    public static ScriptedAnswer Bytes(string text, int? cutAt = null) => new() { Raw = Encoding.UTF8.GetBytes(text), CutAt = cutAt };

    public static ScriptedAnswer Failure(int status, string message = "it did not work", string? code = null, string? retryAfter = null) => new()
    {
        Status = status,
        RetryAfter = retryAfter,
        ContentType = "application/json",
        Raw = JsonSerializer.SerializeToUtf8Bytes(new { error = new { message, type = "scripted", code } }),
    };

    public static ScriptedAnswer Html(int status = 200) => new()
    {
        Status = status,
        ContentType = "text/html",
        Raw = Encoding.UTF8.GetBytes("<!doctype html><html><body><h1>Gateway</h1>secret-in-html</body></html>"),
    };
}
