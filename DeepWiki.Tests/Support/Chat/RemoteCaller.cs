using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Makes every request of a server come from one address outside of this machine.</summary>
internal sealed class RemoteCaller : IStartupFilter
{
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.7");

    public static void AddTo(IServiceCollection services) => services.AddSingleton<IStartupFilter, RemoteCaller>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            context.Connection.RemoteIpAddress = Address;
            return following(context);
        });
        next(app);
    };
}
