using System.Text;
using System.Text.Json;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>Members of an object that are known by name. However many others it has, they are found in one pass.</summary>
internal sealed class NamedMembers(IReadOnlyList<string> names)
{
    private readonly byte[][] bytes = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Each by its name; undefined where there is none.</summary>
    public IReadOnlyDictionary<string, JsonElement> Read(JsonElement parent) =>
        names.Zip(parent.Find(bytes)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
}
