namespace DeepWiki.Core.Git.Objects;

/// <summary>Facts shown of a commit; every part is bounded and cleaned.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tree">Its tree.</param>
/// <param name="Author">The author's name.</param>
/// <param name="AuthoredAt">Time it was written; null outside the years 1970 to 9999.</param>
/// <param name="CommittedAt">Time it was committed; null outside the years 1970 to 9999.</param>
/// <param name="Subject">First line of the message.</param>
public sealed record CommitInfo(ObjectId Id, ObjectId Tree, string Author, DateTimeOffset? AuthoredAt, DateTimeOffset? CommittedAt, string Subject);
