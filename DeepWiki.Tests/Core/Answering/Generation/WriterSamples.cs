using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Answering.Tools;
using DeepWiki.Core.Models.Chat;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepWiki.Tests.Core.Answering.Generation;

/// <summary>Writers over a repository in memory.</summary>
internal static class WriterSamples
{
    public static ModelWriter Writer(ChatModels models, IRepositoryLookup? lookup = null, ToolSupport? support = null) =>
        new(models, Tools(lookup ?? new FakeLookup(), support), TimeProvider.System);

    public static AnswerTools Tools(IRepositoryLookup lookup, ToolSupport? support = null) =>
        new(new KernelFactory(NullLoggerFactory.Instance), support ?? new ToolSupport(TimeProvider.System), _ => lookup);
}
