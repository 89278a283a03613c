using System.Globalization;
using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>
/// The functions as one answer may call them: counted, their results cut to what is left of the budget, equal calls answered from memory, wrong ones with
/// one sentence that says what to do. It ends the calling when the budget is used up, when three calls in a row brought nothing, and when it is told to.
/// </summary>
internal sealed class ToolSession
{
    private const string NoMoreCalls = "No more calls can be made for this answer. Write it now from what is known.";
    private const int MinCharacters = 500;

    private readonly Kernel kernel;
    private readonly ToolBudget budget;
    private readonly CancellationToken conclude;
    private readonly Dictionary<string, KernelFunction> functions;
    private readonly HashSet<string> made = new(StringComparer.Ordinal);
    private readonly HashSet<int> refusedIn = [];
    private int calls;
    private int useless;
    private int left;

    public ToolSession(Kernel kernel, ShownLines shown, ToolBudget budget, CancellationToken conclude)
    {
        (this.kernel, this.budget, this.conclude, Shown, left) = (kernel, budget, conclude, shown, budget.Characters);
        functions = kernel.Plugins.SelectMany(plugin => plugin).ToDictionary(function => function.Name, StringComparer.Ordinal);
    }

    public ShownLines Shown { get; }

    public IReadOnlyList<AITool> Functions => [.. functions.Values.Select(function => new NamedFunction(function))];

    /// <summary>True when nothing more may be called.</summary>
    public bool IsOver => calls >= budget.Calls || useless >= ToolBudget.UselessCalls || left < MinCharacters || conclude.IsCancellationRequested;

    /// <summary>True when a model went on calling after it was told that nothing more may be called.</summary>
    public bool IsStuck => refusedIn.Count > 1;

    /// <summary>True once anything was called.</summary>
    public bool HasCalled => calls > 0;

    public int MaxCalls => budget.Calls;

    /// <summary>Progress that a call makes, such as <c>Reading src/Jobs/JobRunner.cs 40-120</c>.</summary>
    public static AnswerProgress Describe(FunctionCallContent call) => new("tool", ToolProgress.Describe(call.Name, call.Arguments));

    /// <summary>Takes note of a call of a function that there is not, which is answered elsewhere.</summary>
    public void NoteUnknown()
    {
        calls++;
        useless++;
    }

    public bool Knows(string function) => functions.ContainsKey(function);

    /// <summary>Result of a call as the model reads it. It fails only when the answer is cancelled.</summary>
    /// <param name="call">The call.</param>
    /// <param name="iteration">Number of the model's turn that makes it.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<string> InvokeAsync(FunctionCallContent call, int iteration, CancellationToken cancellationToken)
    {
        if (IsOver)
        {
            refusedIn.Add(iteration);
            return NoMoreCalls;
        }

        calls++;
        using var span = DeepWikiTelemetry.Source.StartActivity($"{Spans.ExecuteTool} {call.Name}");
        span?.SetTag(Tags.Operation, Spans.ExecuteTool).SetTag(Tags.ToolName, call.Name).SetTag(Tags.ToolType, "function").SetTag(Tags.ToolCallId, call.CallId);
        ToolAnswer answer;
        try
        {
            answer = await AnswerAsync(call, cancellationToken);
        }
        catch (DeepWikiException error)
        {
            span?.SetTag(Tags.ErrorType, error.Code.ToString());
            answer = ToolAnswer.Wrong(UntrustedText.Neutralize(error.Message));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            span.Fail(failure);
            answer = ToolAnswer.Wrong("this look failed; try another one, or write the answer from what is known.");
        }

        useless = answer.IsUseful ? 0 : useless + 1;
        left -= answer.Text.Length;
        return IsOver ? $"{answer.Text}\n{NoMoreCalls}" : answer.Text;
    }

    private async Task<ToolAnswer> AnswerAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        if (!functions.TryGetValue(call.Name, out var function))
        {
            return ToolAnswer.Wrong($"there is no such function; there are {string.Join(", ", functions.Keys)}.");
        }

        if (call.Exception is not null)
        {
            return ToolAnswer.Wrong($"the arguments of {call.Name} are not one JSON object; send them again.");
        }

        if (ToolArguments.Read(function, call.Arguments, out var arguments) is { } fault)
        {
            return ToolAnswer.Wrong(fault);
        }

        if (!made.Add(KeyOf(call.Name, arguments)))
        {
            return new ToolAnswer("This call was made before; its result stands above.", false);
        }

        var before = Shown.Blocks.Count;
        var result = await function.InvokeAsync(kernel, new KernelArguments(arguments), cancellationToken);
        var answer = result.GetValue<ToolAnswer>() ?? ToolAnswer.Wrong("nothing came back.");
        return answer.Text.Length <= left ? answer : Cut(answer, before);
    }

    /// <summary>The lines that no longer fit were not shown, and cannot be cited.</summary>
    private ToolAnswer Cut(ToolAnswer answer, int before)
    {
        var end = answer.Text.LastIndexOf('\n', Math.Min(left, answer.Text.Length - 1));
        var text = answer.Text[..Math.Max(0, end)];
        var whole = Shown.Blocks.Skip(before)
            .TakeWhile(block => text.Contains($"--- end of excerpt {block.Number} ", StringComparison.Ordinal))
            .Count();
        Shown.CutTo(before + whole);
        return answer with { Text = text + "\nCut here: no more results fit into this answer." };
    }

    private static string KeyOf(string name, Dictionary<string, object?> arguments) =>
        string.Join('\n', arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))
            .Prepend(name));
}
