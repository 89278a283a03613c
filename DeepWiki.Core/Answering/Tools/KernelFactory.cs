using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;

namespace DeepWiki.Core.Answering.Tools;

/// <summary>Makes Semantic Kernel's kernels: the functions over one repository, for one answer. Models are called elsewhere, over their own wire.</summary>
internal sealed class KernelFactory(ILoggerFactory loggers)
{
    private const string Plugin = "repository";

    /// <summary>A kernel with the functions. It is cheap, and belongs to one answer.</summary>
    public Kernel Create(RepositoryTools tools)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(loggers);
        builder.Plugins.AddFromObject(tools, Plugin);
        return builder.Build();
    }
}
