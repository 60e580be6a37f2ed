-- Sends the JSON text of a file with each request.
function init(arguments)
  local file = io.open(arguments[1])
  wrk.method, wrk.body = 'POST', file:read('*a')
  file:close()
  wrk.headers['content-type'] = 'application/json'
end
