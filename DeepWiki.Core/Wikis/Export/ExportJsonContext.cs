using System.Text.Json.Serialization;

namespace DeepWiki.Core.Wikis.Export;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ExportedWiki))]
[JsonSerializable(typeof(IReadOnlyList<SearchEntry>))]
internal sealed partial class ExportJsonContext : JsonSerializerContext;
