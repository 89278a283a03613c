namespace DeepWiki.AppHost.Preflight;

/// <summary>What one check found.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Found">A version, or where to read on.</param>
/// <param name="Remark">Good to know, stops nothing; empty for none.</param>
/// <param name="Problem">What stops the start and what to do about it; null for none.</param>
internal sealed record CheckRow(string Name, string Found, string Remark = "", string? Problem = null);
