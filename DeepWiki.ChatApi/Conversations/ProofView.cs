namespace DeepWiki.ChatApi.Conversations;

/// <summary>Proof of the citations of an answer: checkable with git alone.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Remote">Address of the repository.</param>
/// <param name="Items">The lines that are cited.</param>
internal sealed record ProofView(string Commit, string Remote, IReadOnlyList<ProofItemView> Items);
