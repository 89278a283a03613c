namespace DeepWiki.Core.Wikis.Modules;

/// <summary>An entry of a manifest.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Line">Line it stands in, from 1.</param>
internal sealed record ManifestEntry(string Name, string Value, int Line);
