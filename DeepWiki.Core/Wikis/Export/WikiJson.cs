using System.Text.Json;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>Writes a wiki as one document of JSON.</summary>
internal static class WikiJson
{
    private static readonly ExportJsonContext Context = new(new JsonSerializerOptions(ExportJsonContext.Default.Options)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(ExportedWiki wiki) => [.. JsonSerializer.SerializeToUtf8Bytes(wiki, Context.ExportedWiki), (byte)'\n'];
}
