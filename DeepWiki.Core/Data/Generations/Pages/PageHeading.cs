namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>A heading of a page.</summary>
/// <param name="Id">Its anchor, unique on the page.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">Its words without markup.</param>
public sealed record PageHeading(string Id, int Level, string Text);
