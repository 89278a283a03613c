namespace DeepWiki.Benchmarks.Speed;

/// <summary>Options of every verb of speed.</summary>
/// <param name="Rounds">Number of turns of floor and system.</param>
/// <param name="Repository">A local repository; null generates one.</param>
/// <param name="Files">Files of a generated repository.</param>
/// <param name="Seed">Of the generator.</param>
internal sealed record BenchOptions(int Rounds, string? Repository, int Files, int Seed);
