using System.Buffers;
using System.Text;
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

        if (Member(root, "error") is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) } error)
        {
            throw failures.Read(error);
        }

        var (text, finish) = FirstChoice(root);
        var usage = Member(root, "usage") is { ValueKind: JsonValueKind.Object } tokens ? tokens : (JsonElement?)null;
        if (text.Length == 0 && finish is null && usage is null)
        {
            return;
        }

        Note(finish);
        output.Write("data: "u8);
        Write(output, root, text, finish == Error ? null : finish, usage);
        output.Write("\n\n"u8);
    }

    private static void Write(IBufferWriter<byte> output, JsonElement root, string text, string? finish, JsonElement? usage)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("id", Name(root, "id"));
        writer.WriteString("object", "chat.completion.chunk");
        writer.WriteNumber("created", 0);
        writer.WriteString("model", Name(root, "model"));
        writer.WriteStartArray("choices");
        if (text.Length > 0 || finish is not null)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", 0);
            writer.WriteStartObject("delta");
            if (text.Length > 0)
            {
                writer.WriteString("content", text);
            }

            writer.WriteEndObject();
            writer.WriteString("finish_reason", finish);
            writer.WriteEndObject();
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

    private (string Text, string? Finish) FirstChoice(JsonElement root)
    {
        if (Member(root, "choices") is not { ValueKind: JsonValueKind.Array } choices)
        {
            return ("", null);
        }

        foreach (var choice in choices.EnumerateArray())
        {
            if (choice.ValueKind == JsonValueKind.Object
                && (Member(choice, "index") is not { ValueKind: JsonValueKind.Number } index || index.GetRawText() == "0"))
            {
                var delta = Member(choice, "delta");
                // A refusal is what the model has to say.
                var text = Text(delta, "content") is { Length: > 0 } content ? content : Text(delta, "refusal");
                var finish = Text(choice, "finish_reason") is { Length: > 0 } reason ? Reason(reason) : null;
                return (Whole(text, finish is not null), finish);
            }
        }

        return ("", null);
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

        return ReplaceLoneSurrogates(text);
    }

    private static string ReplaceLoneSurrogates(string text)
    {
        foreach (var c in text)
        {
            if (char.IsSurrogate(c))
            {
                // The encoder writes U+FFFD for what is no character.
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
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

    private static string Reason(string reason)
    {
        var known = reason.ToLowerInvariant();
        return known switch
        {
            "length" or "max_tokens" => "length",
            ContentFilter or "safety" => ContentFilter,
            Error => Error,
            _ => "stop",
        };
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? JsonText.Read(text) : "";

    private static string Name(JsonElement root, string name) => ReplaceLoneSurrogates(Text(root, name));

    private static long Count(JsonElement usage, string name) =>
        Member(usage, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : 0;
}
