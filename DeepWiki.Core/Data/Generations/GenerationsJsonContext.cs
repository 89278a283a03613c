using System.Text.Json.Serialization;
using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.Core.Data.Generations;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<WikiSection>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IndexJobSettings))]
internal sealed partial class GenerationsJsonContext : JsonSerializerContext;
