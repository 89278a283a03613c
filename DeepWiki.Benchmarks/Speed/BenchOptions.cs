namespace DeepWiki.Benchmarks.Speed;

/// <summary>What every verb of speed takes.</summary>
/// <param name="Rounds">How often floor and system take turns.</param>
/// <param name="Repository">A local repository; null generates one.</param>
/// <param name="Files">Files of a generated repository.</param>
/// <param name="Seed">Of the generator.</param>
internal sealed record BenchOptions(int Rounds, string? Repository, int Files, int Seed);
