using System.Text.Json.Serialization;

namespace DeepWiki.Core.Data.Jobs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IndexJobSettings))]
[JsonSerializable(typeof(JobReport))]
[JsonSerializable(typeof(WikiJobRequest))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
