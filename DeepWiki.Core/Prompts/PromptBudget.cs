using DeepWiki.Core.SourceCode;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>
/// Leaves out what a model's window has no room for: of the evidence without letting one file or folder take what is left, of the conversation its oldest
/// turns.
/// </summary>
internal static class PromptBudget
{
    private const double EvidenceShare = 1 / 3.0;
    private const double HistoryShare = 1 / 4.0;
    private const double TurnShare = 1 / 8.0;
    private const double FileShare = 0.4;
    private const double FolderShare = 0.7;

    /// <summary>Tokens of the window of a model that the catalog does not know.</summary>
    public const int DefaultWindow = 100_000;

    /// <summary>Tokens of the window that is assumed once a model refused a prompt as too large.</summary>
    public const int SmallWindow = 16_000;

    // The number before each line.
    private const int TokensALine = 2;

    /// <summary>
    /// The context with the blocks that fit into a third of the window, and as much of the question; without a known window all blocks stay.
    /// </summary>
    public static AnswerContext Fit(AnswerContext context, int? windowTokens, ITokenCounter tokens)
    {
        if (windowTokens is not { } window)
        {
            return context with { Question = TokenEstimate.Cut(context.Question, (int)(DefaultWindow * EvidenceShare)) };
        }

        var budget = window * EvidenceShare;
        var folders = context.Blocks.Select(block => FolderOf(block.Path)).Distinct(StringComparer.Ordinal).Count();
        var spent = new Dictionary<string, double>(StringComparer.Ordinal);
        var kept = new List<ContextBlock>();
        foreach (var block in context.Blocks)
        {
            var cost = Cost(block, tokens);
            var folder = FolderOf(block.Path);

            // The best block always comes along: an answer without any evidence is useless. A flat repository has but one folder.
            var fits = Spent("") + cost <= budget
                && Spent("file:" + block.Path) + cost <= budget * FileShare
                && (folders == 1 || Spent("folder:" + folder) + cost <= budget * FolderShare);
            if (fits || kept.Count == 0)
            {
                kept.Add(block with { Number = kept.Count + 1 });
                spent[""] = Spent("") + cost;
                spent["file:" + block.Path] = Spent("file:" + block.Path) + cost;
                spent["folder:" + folder] = Spent("folder:" + folder) + cost;
            }
        }

        return context with { Blocks = kept, Question = TokenEstimate.Cut(context.Question, (int)budget) };

        double Spent(string key) => spent.GetValueOrDefault(key);
    }

    /// <summary>Context for a model that refused every prompt as too large: the question, and no evidence.</summary>
    public static AnswerContext LeaveOut(AnswerContext context) =>
        context with { Blocks = [], IsLeftOut = true, Question = TokenEstimate.Cut(context.Question, (int)(SmallWindow * EvidenceShare)) };

    /// <summary>The blocks that fit into so many tokens, in their order; one that does not leaves its room to those after it.</summary>
    public static IReadOnlyList<ContextBlock> Within(IEnumerable<ContextBlock> blocks, int tokens)
    {
        var kept = new List<ContextBlock>();
        foreach (var block in blocks.Where(block => Cost(block, TokenEstimate.Counter) <= tokens))
        {
            tokens -= Cost(block, TokenEstimate.Counter);
            kept.Add(block);
        }

        return kept;
    }

    /// <summary>
    /// The last turns of a conversation that fit into a quarter of the window, long ones shortened in their middle. The first turn stays: it
    /// says what all is about.
    /// </summary>
    public static IReadOnlyList<ChatMessage> FitHistory(IReadOnlyList<ChatMessage> history, int? windowTokens, ITokenCounter tokens)
    {
        var window = windowTokens ?? DefaultWindow;
        var left = (int)(window * HistoryShare);
        var longest = (int)(window * TurnShare);
        var kept = new List<ChatMessage>();
        foreach (var (index, turn) in history.Index().OrderBy(turn => turn.Index == 0 ? 0 : 1).ThenByDescending(turn => turn.Index))
        {
            var text = TokenEstimate.Cut(turn.Text, longest);
            left -= tokens.Count(text);
            if (left < 0)
            {
                break;
            }

            kept.Insert(index == 0 || kept.Count == 0 ? 0 : 1, new ChatMessage(turn.Role, text));
        }

        return kept;
    }

    /// <summary>Blocks of several files in turn, as many as fit into so many tokens; numbered in the order of the files.</summary>
    /// <param name="files">The blocks of each file, in the order in which they matter.</param>
    /// <param name="windowTokens">Size of the model's window; null when it is not known.</param>
    /// <param name="tokens">Counts as the model does.</param>
    public static IReadOnlyList<ContextBlock> Share(
        IReadOnlyList<IReadOnlyList<ContextBlock>> files, int? windowTokens, ITokenCounter tokens)
    {
        const int MaxTokens = 24_000;
        var left = Math.Min(MaxTokens, (windowTokens ?? DefaultWindow) * EvidenceShare);
        var taken = files.Select(_ => new List<ContextBlock>()).ToList();
        for (var round = 0; left > 0 && files.Any(file => round < file.Count); round++)
        {
            foreach (var (file, index) in files.Select((file, index) => (file, index)).Where(item => round < item.file.Count))
            {
                var cost = Cost(file[round], tokens);
                if (cost <= left)
                {
                    taken[index].Add(file[round]);
                    left -= cost;
                }
            }
        }

        return [.. taken.SelectMany(file => file).Select((block, index) => block with { Number = index + 1 })];
    }

    private static int Cost(ContextBlock block, ITokenCounter tokens) => tokens.Count(block.Text) + (TokensALine * (1 + block.Text.Count(c => c == '\n')));

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
}
