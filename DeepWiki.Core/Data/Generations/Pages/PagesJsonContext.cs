using System.Text.Json.Serialization;

namespace DeepWiki.Core.Data.Generations.Pages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<PageHeading>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class PagesJsonContext : JsonSerializerContext;
