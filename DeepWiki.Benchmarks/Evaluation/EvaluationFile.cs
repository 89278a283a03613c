using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Keeps results, so that a later run can be compared with them question by question.</summary>
internal static class EvaluationFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task WriteAsync(string path, IReadOnlyList<RepositoryResult> results, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, results, Options, cancellationToken);
    }

    /// <exception cref="JsonException">The file holds something else.</exception>
    public static async Task<IReadOnlyList<RepositoryResult>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<IReadOnlyList<RepositoryResult>>(file, Options, cancellationToken) ?? [];
    }
}
