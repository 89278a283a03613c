using System.Buffers;
using System.Text.Json;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>
/// Writes JSON whose text stands as it is. The writer of the framework escapes whatever lies beyond the first plane, which clients of the
/// original never see.
/// </summary>
internal sealed class JsonTarget(IBufferWriter<byte> target, bool indented)
{
    private int depth;
    private bool isFirst = true;
    private bool afterName;

    public void BeginObject() => Begin("{"u8);

    public void EndObject() => End("}"u8);

    public void BeginArray() => Begin("["u8);

    public void EndArray() => End("]"u8);

    /// <param name="name">ASCII without characters that need an escape.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        target.Write("\""u8);
        target.Write(name);
        target.Write("\""u8);
        Colon();
    }

    public void Name(JsonProperty member)
    {
        Separate();
        JsonText.WriteQuotedName(member, target);
        Colon();
    }

    public void Text(JsonElement value)
    {
        Separate();
        JsonText.WriteQuoted(value, target);
    }

    public void Text(string value)
    {
        // The framework's own escapes are undone on the way.
        using var document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(value));
        Text(document.RootElement);
    }

    /// <summary>A number, <c>null</c>, or JSON that was written before.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        target.Write(json);
    }

    private void Begin(ReadOnlySpan<byte> bracket)
    {
        Separate();
        target.Write(bracket);
        depth++;
        isFirst = true;
    }

    private void End(ReadOnlySpan<byte> bracket)
    {
        depth--;
        if (!isFirst)
        {
            BreakLine();
        }

        target.Write(bracket);
        isFirst = false;
    }

    private void Colon()
    {
        target.Write(indented ? ": "u8 : ":"u8);
        afterName = true;
    }

    private void Separate()
    {
        if (afterName)
        {
            afterName = false;
            isFirst = false;
            return;
        }

        if (!isFirst)
        {
            target.Write(","u8);
        }

        if (depth > 0)
        {
            BreakLine();
        }

        isFirst = false;
    }

    private void BreakLine()
    {
        if (!indented)
        {
            return;
        }

        target.Write("\n"u8);
        for (var level = 0; level < depth; level++)
        {
            target.Write("  "u8);
        }
    }
}
