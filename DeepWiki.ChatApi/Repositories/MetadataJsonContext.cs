using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Repositories;

[JsonSerializable(typeof(RepositoryMetadata))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;
