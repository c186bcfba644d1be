// For npm on a machine whose kernel is stuck (.ci/run): at its start npm lists the addresses of the machine, and would wait for ever.
require('node:os').networkInterfaces = () => ({})
