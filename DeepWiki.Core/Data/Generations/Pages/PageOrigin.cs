namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Origin of a page.</summary>
/// <param name="Commit">The commit it is written at, in hexadecimal.</param>
/// <param name="Provider">Provider that writes it.</param>
/// <param name="Model">Model that writes it.</param>
internal sealed record PageOrigin(string Commit, string Provider, string Model);
