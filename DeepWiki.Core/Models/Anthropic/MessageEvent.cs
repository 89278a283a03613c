using System.Buffers;
using System.Text;
using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Remote;

namespace DeepWiki.Core.Models.Anthropic;

/// <summary>
/// Reads the events of a streamed message. They are Anthropic's own and go on as they are, save that nothing is passed on before the first word, so that a
/// failure until then can be repeated, and that errors, refusals and unknown events end here.
/// <code>{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}</code>
/// </summary>
internal sealed class MessageEvent(FailureReader failures) : IEventRewriter
{
    private readonly ArrayBufferWriter<byte> early = new();
    private bool hasBegun;
    private bool hasStopped;

    public bool Finished { get; private set; }

    public ProviderFailure? Failure { get; private set; }

    public bool TryRewrite(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        var root = Parse(data);
        switch (Type(root))
        {
            case "error":
                throw failures.Read(JsonText.Member(root, "error") ?? default);
            case "message_start":
            case "content_block_start":
                Write(data, Type(root), hasBegun ? output : early);
                return true;
            case "content_block_delta":
            case "content_block_stop":
                Begin(output);
                Write(data, Type(root), output);
                return true;
            case "message_delta":
                Begin(output);
                Note(JsonText.Member(root, "delta"));
                Write(data, Type(root), output);
                return true;
            case "message_stop":
                (Finished, hasStopped) = (true, true);
                Begin(output);
                Write(data, Type(root), output);
                return false;
            default:
                // Pings, and what comes with a newer version of the protocol.
                return true;
        }
    }

    public void WriteEnd(IBufferWriter<byte> output)
    {
        if (!hasStopped)
        {
            Write("{\"type\":\"message_stop\"}"u8, "message_stop", output);
        }
    }

    private void Begin(IBufferWriter<byte> output)
    {
        hasBegun = true;
        output.Write(early.WrittenSpan);
        early.ResetWrittenCount();
    }

    private void Note(JsonElement? delta)
    {
        if (JsonText.Member(delta, "stop_reason") is not { ValueKind: JsonValueKind.String } reason)
        {
            return;
        }

        Finished = true;
        Failure ??= reason.ValueEquals("refusal") ? failures.Fail(ErrorCode.ModelFiltered, "The provider's content filter ended the answer.") : null;
    }

    private static void Write(ReadOnlySpan<byte> data, string type, IBufferWriter<byte> output)
    {
        output.Write("event: "u8);
        output.Write(Encoding.ASCII.GetBytes(type));
        output.Write("\ndata: "u8);

        // A line end is white space in JSON, and would end the line here.
        var line = data.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        output.Write(line);
        output.Write("\n\n"u8);
    }

    private static string Type(JsonElement root) =>
        JsonText.Member(root, "type") is { ValueKind: JsonValueKind.String } type ? type.GetString() ?? "" : "";

    private JsonElement Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException broken)
        {
            throw failures.Fail(ErrorCode.ModelIncomplete, "The provider sent something that is no answer.", cause: broken);
        }
    }
}
