using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>
/// Makes Semantic Kernel's kernels over the models of <see cref="ChatModels"/>: their limits, errors and keys are those of every other call to a model.
/// </summary>
internal sealed class KernelFactory(ChatModels models, ILoggerFactory loggers)
{
    /// <summary>A kernel without functions whose chat completion is one model. It is cheap, and belongs to one answer.</summary>
    /// <exception cref="ArgumentException">The provider is <c>local</c>, which has no model.</exception>
    public Kernel Create(ResolvedModel model)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(models.CreateChat(model).AsChatCompletionService());
        return builder.Build();
    }
}
