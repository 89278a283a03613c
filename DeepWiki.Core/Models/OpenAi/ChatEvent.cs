using System.Buffers;
using System.Text.Json;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Reads one event of a streamed chat and writes it again in the one form the SDK is sure to understand. Compatible servers leave members out,
/// set them to null, invent finish reasons, or send an error in place of a delta; all of that ends here.
/// <code>{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}</code>
/// </summary>
internal sealed class ChatEvent(FailureReader failures)
{
    private const string ContentFilter = "content_filter";
    private const string Error = "error";
    private const string ToolCallsReason = "tool_calls";

    private readonly ToolCalls calls = new();
    private char? halfCharacter;

    /// <summary>True when the model has said that its answer ends.</summary>
    public bool Finished { get; private set; }

    /// <summary>Failure that the finish reason stands for; null when it stands for none.</summary>
    public ProviderFailure? Failure { get; private set; }

    public void Rewrite(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        var root = Parse(data);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Garbage(null);
        }

        if (JsonText.Member(root, "error") is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) } error)
        {
            throw failures.Read(error);
        }

        var choice = FirstChoice(root);
        var usage = JsonText.Member(root, "usage") is { ValueKind: JsonValueKind.Object } tokens ? tokens : (JsonElement?)null;
        if (choice is null && usage is null)
        {
            return;
        }

        Note(choice?.Finish);
        Write(output, root, choice is { Finish: Error } ? choice with { Finish = null } : choice, usage);
    }

    /// <summary>Writes what was gathered and can only be written whole, once the stream is at its proper end.</summary>
    public void WriteRest(IBufferWriter<byte> output)
    {
        if (!calls.IsEmpty)
        {
            Write(output, default, new Choice("", "", Finished ? null : ToolCallsReason), null, withCalls: true);
        }
    }

    private void Write(IBufferWriter<byte> output, JsonElement root, Choice? choice, JsonElement? usage, bool withCalls = false)
    {
        output.Write("data: "u8);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("id", Name(root, "id"));
            writer.WriteString("object", "chat.completion.chunk");
            writer.WriteNumber("created", 0);
            writer.WriteString("model", Name(root, "model"));
            writer.WriteStartArray("choices");
            if (choice is not null)
            {
                Write(writer, choice, withCalls);
            }

            writer.WriteEndArray();
            if (usage is { } tokens)
            {
                writer.WriteStartObject("usage");
                writer.WriteNumber("prompt_tokens", Count(tokens, "prompt_tokens"));
                writer.WriteNumber("completion_tokens", Count(tokens, "completion_tokens"));
                writer.WriteNumber("total_tokens", Count(tokens, "total_tokens"));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }

    private void Write(Utf8JsonWriter writer, Choice choice, bool withCalls)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        if (choice.Text.Length > 0)
        {
            writer.WriteString("content", choice.Text);
        }

        if (choice.Thought.Length > 0)
        {
            writer.WriteString("reasoning_content", choice.Thought);
        }

        if (withCalls)
        {
            calls.Write(writer);
        }

        writer.WriteEndObject();
        writer.WriteString("finish_reason", choice.Finish);
        writer.WriteEndObject();
    }

    private JsonElement Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException broken)
        {
            throw Garbage(broken);
        }
    }

    private ProviderFailure Garbage(Exception? cause) =>
        failures.Fail(ErrorCode.ModelIncomplete, "The provider sent something that is no answer.", cause: cause);

    /// <summary>Content of the event; null when it brings nothing. A choice without anything in it is a sign of life.</summary>
    private Choice? FirstChoice(JsonElement root)
    {
        if (JsonText.Member(root, "choices") is not { ValueKind: JsonValueKind.Array } choices)
        {
            return null;
        }

        foreach (var choice in choices.EnumerateArray())
        {
            if (choice.ValueKind == JsonValueKind.Object
                && (JsonText.Member(choice, "index") is not { ValueKind: JsonValueKind.Number } index || index.GetRawText() == "0"))
            {
                return Read(choice);
            }
        }

        return null;
    }

    private Choice? Read(JsonElement choice)
    {
        var delta = JsonText.Member(choice, "delta") ?? default;

        // A refusal is what the model has to say.
        var text = Text(delta, "content") is { Length: > 0 } content ? content : Text(delta, "refusal");
        var isCalling = calls.Add(delta);
        var isThinking = Thoughts.TryRead(delta, out var thought);
        var finish = Text(choice, "finish_reason") is { Length: > 0 } reason ? Reason(reason) : null;
        text = Whole(text, finish is not null);
        return text.Length > 0 || finish is not null || isCalling || isThinking ? new Choice(text, JsonText.Whole(thought), finish) : null;
    }

    /// <summary>Keeps the first half of a surrogate pair back until its second half has come.</summary>
    private string Whole(string text, bool last)
    {
        if (text.Length > 0 || last)
        {
            text = halfCharacter is { } half ? half + text : text;
            halfCharacter = null;
        }

        if (!last && text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            halfCharacter = text[^1];
            text = text[..^1];
        }

        return JsonText.Whole(text);
    }

    private void Note(string? finish)
    {
        Finished |= finish is not null;
        Failure ??= finish switch
        {
            ContentFilter => failures.Fail(ErrorCode.ModelFiltered, "The provider's content filter ended the answer."),
            Error => failures.Fail(ErrorCode.ModelIncomplete, "The provider ended the answer with an error."),
            _ => null,
        };
    }

    private string Reason(string reason)
    {
        switch (reason.ToLowerInvariant())
        {
            case "length" or "max_tokens":
                calls.DropIncomplete();
                return "length";
            case ContentFilter or "safety":
                return ContentFilter;
            case Error:
                return Error;
            default:
                // Many say that they have stopped where they wait for the results of calls.
                return calls.IsEmpty ? "stop" : ToolCallsReason;
        }
    }

    private static string Text(JsonElement? element, string name) =>
        JsonText.Member(element, name) is { ValueKind: JsonValueKind.String } text ? JsonText.Read(text) : "";

    private static string Name(JsonElement root, string name) => JsonText.Whole(Text(root, name));

    private static long Count(JsonElement usage, string name) =>
        JsonText.Member(usage, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : 0;

    private sealed record Choice(string Text, string Thought, string? Finish);
}
