/// Filter and search, for pages that are read on a screen. Everything is readable without it, and on paper a finding
/// hidden by the filter is printed all the same.
enum Script {
  static let text = #"""
    (function(){
    'use strict';
    var form=document.getElementById('filter');
    if(!form)return;
    var output=form.querySelector('output'),none=document.querySelector('.none');
    var index=null,timer=0;
    function fold(text){return text.normalize('NFKC').toLowerCase();}
    // What lies beside a group as text, a line each, and is shown only where a filter asks for it.
    var most=200;
    function plain(html){return fold(html.replace(/<[^>]*>/g,' ').replace(/&lt;/g,'<').replace(/&gt;/g,'>')
      .replace(/&quot;/g,'"').replace(/&#39;/g,"'").replace(/&amp;/g,'&'));}
    function waiting(group){
      var rest=group.querySelector('.rest');
      if(!rest)return null;
      var list=document.createElement('ol');
      group.insertBefore(list,group.querySelector('.more'));
      return{list:list,more:group.querySelector('.more b'),items:rest.textContent.split('\n').filter(Boolean).map(function(html){
        return{html:html,u:(/ data-u="(\d+)"/.exec(html)||[])[1],t:(/ data-t="([^"]*)"/.exec(html)||[])[1]||group.dataset.t,text:null};})};
    }
    function build(){
      index=Array.prototype.map.call(document.querySelectorAll('.blk'),function(block){
        return{element:block,groups:Array.prototype.map.call(block.querySelectorAll('.g'),function(group){
          return{element:group,o:group.dataset.o,s:group.dataset.s,head:fold(group.firstElementChild.textContent),
            rest:waiting(group),
            items:Array.prototype.map.call(group.querySelector('ol').children,function(item){
              return{element:item,u:item.dataset.u,t:item.dataset.t||group.dataset.t,text:null};})};})};});
    }
    function matches(item,head,words){
      if(!words.length)return true;
      if(item.text===null)item.text=item.element?fold(item.element.textContent):plain(item.html);
      return words.every(function(word){return head.indexOf(word)>=0||item.text.indexOf(word)>=0;});
    }
    function hide(element,off){if(element.classList.contains('off')!==off)element.classList.toggle('off',off);}
    function wanted(name){return form.elements[name]?form.elements[name].value:'';}
    function apply(){
      if(!index)build();
      var u=wanted('u'),o=wanted('o'),s=wanted('s'),t=wanted('t');
      var words=fold(wanted('q')).split(/\s+/).filter(Boolean),shown=0,total=0;
      index.forEach(function(block){
        var inBlock=0;
        block.groups.forEach(function(group){
          var fits=(!o||group.o===o)&&(!s||group.s===s),inGroup=0;
          group.items.forEach(function(item){
            total++;
            var on=fits&&(!u||item.u===u)&&(!t||item.t===t)&&matches(item,group.head,words);
            hide(item.element,!on);
            if(on)inGroup++;
          });
          if(group.rest){
            var found=!fits?[]:group.rest.items.filter(function(item){
              return(!u||item.u===u)&&(!t||item.t===t)&&matches(item,group.head,words);});
            var open=u||o||s||t||words.length?found.slice(0,most):[];
            group.rest.list.innerHTML=open.map(function(item){return item.html;}).join('');
            group.rest.more.textContent=found.length-open.length;
            hide(group.rest.more.parentNode,found.length===open.length);
            total+=group.rest.items.length;
            inGroup+=found.length;
          }
          hide(group.element,!inGroup);
          inBlock+=inGroup;
        });
        hide(block.element,!inBlock);
        shown+=inBlock;
      });
      output.textContent=shown===total?'共 '+total+' 个':'显示 '+shown+' 个，共 '+total+' 个';
      none.hidden=shown>0;
    }
    function soon(){clearTimeout(timer);timer=setTimeout(apply,120);}
    form.hidden=false;
    Array.prototype.forEach.call(document.querySelectorAll('.find'),function(note){note.hidden=false;});
    form.addEventListener('input',soon);
    form.addEventListener('change',soon);
    form.addEventListener('reset',function(){setTimeout(apply,0);});
    form.addEventListener('submit',function(event){event.preventDefault();apply();});
    })();
    """#
}
