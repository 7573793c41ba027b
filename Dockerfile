# The engine alone; docker-compose.yml adds its PostgreSQL.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/GlusterEngine.Server --configuration Release --output /engine

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /engine
# Hosts by ssh are reached with the system's client.
RUN apt-get update && apt-get install --yes --no-install-recommends openssh-client && rm -rf /var/lib/apt/lists/*
COPY --from=build /engine .
# Generated secrets lie here. A new volume takes over the owner of the folder that it covers.
RUN mkdir --mode=0700 /data && chown "$APP_UID:$APP_UID" /data
VOLUME /data
ENV GLUSTERENGINE_DATA=/data ASPNETCORE_URLS=http://+:8080
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["dotnet", "GlusterEngine.Server.dll", "--healthcheck"]
ENTRYPOINT ["dotnet", "GlusterEngine.Server.dll"]
