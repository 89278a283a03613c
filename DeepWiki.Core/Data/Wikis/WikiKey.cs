namespace DeepWiki.Core.Data.Wikis;

/// <summary>The names under which a client asks for a wiki.</summary>
/// <param name="Type">Host software of the repository, as the client calls it.</param>
/// <param name="Owner">Owner of the repository.</param>
/// <param name="Repository">Its name.</param>
/// <param name="Language">Code of the language the wiki is in.</param>
public sealed record WikiKey(string Type, string Owner, string Repository, string Language);
