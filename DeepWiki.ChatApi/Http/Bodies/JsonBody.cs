using System.Text.Json;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>A body that was read whole.</summary>
internal sealed class JsonBody(JsonDocument document, int length, BufferShare right) : IDisposable
{
    public JsonElement Root => document.RootElement;

    /// <summary>Length of the body, in bytes.</summary>
    public int Length => length;

    /// <exception cref="DeepWikiException">Names everything that is wrong.</exception>
    public void ThrowIfFaulty(JsonShape shape)
    {
        if (shape.FaultsOf(Root) is { Count: > 0 } faults)
        {
            throw InvalidRequest.Create(faults);
        }
    }

    public void Dispose()
    {
        document.Dispose();
        right.Dispose();
    }
}
