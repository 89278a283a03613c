namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Differences between two generations.</summary>
/// <param name="From">Number of the earlier one.</param>
/// <param name="FromCommit">Its commit.</param>
/// <param name="To">Number of the later one.</param>
/// <param name="ToCommit">Its commit.</param>
/// <param name="Added">Pages that are new.</param>
/// <param name="Changed">Pages that say something else.</param>
/// <param name="Moved">Pages whose words are the same and whose lines moved.</param>
/// <param name="Removed">Pages that are gone.</param>
/// <param name="DeadCitations">Citations of the earlier one whose lines are nowhere in its file any more.</param>
/// <param name="ExitCode">1 when a page would change, vanish or lose a citation, else 0; for builds.</param>
internal sealed record ChangesView(
    int From,
    string FromCommit,
    int To,
    string ToCommit,
    IReadOnlyList<ChangedPageView> Added,
    IReadOnlyList<ChangedPageView> Changed,
    IReadOnlyList<ChangedPageView> Moved,
    IReadOnlyList<ChangedPageView> Removed,
    IReadOnlyList<DeadCitationView> DeadCitations,
    int ExitCode);
