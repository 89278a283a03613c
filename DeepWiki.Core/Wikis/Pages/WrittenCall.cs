namespace DeepWiki.Core.Wikis.Pages;

/// <summary>A call as it is written.</summary>
/// <param name="Owner">The type or module in front of the name; empty for none.</param>
/// <param name="Name">Name of the function.</param>
/// <param name="IsPath">True when the owner is part of a path of modules, not something that was declared.</param>
internal sealed record WrittenCall(string Owner, string Name, bool IsPath);
